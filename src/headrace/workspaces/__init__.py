"""Workspaces, their members, and how members and programs prove who they are."""
