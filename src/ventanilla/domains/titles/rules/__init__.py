"""What a title may live through, as pure rules."""
