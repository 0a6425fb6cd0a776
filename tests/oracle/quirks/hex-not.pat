# not two digits: x4gh
hex-not
^\x4gh
