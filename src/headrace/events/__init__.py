"""What happened: one gapless log per run, written in the transaction that made it true."""
