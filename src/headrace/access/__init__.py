"""Who may do what (one table), and who may see what (one filter)."""
