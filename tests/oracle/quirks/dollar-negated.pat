# matches unless there is an a in the first packet
dollar-negated
^[^a]*$
