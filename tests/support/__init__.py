"""What tests stand on: real parts, made quickly."""
