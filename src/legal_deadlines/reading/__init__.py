"""From the regime's values to plans: which rules apply to a question, and every reading where
they are divided.
"""
