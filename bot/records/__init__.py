"""What people told us: the questions they asked, what they thought of the answers, what they shared."""
