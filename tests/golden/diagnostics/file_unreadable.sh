# A name that is longer than the system takes.
printf '%0300d\n' 0
