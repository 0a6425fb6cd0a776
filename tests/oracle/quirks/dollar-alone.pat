# everything
dollar-alone
$
