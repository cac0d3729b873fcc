"""Money: whole credits, append-only, held before work and captured after it."""
