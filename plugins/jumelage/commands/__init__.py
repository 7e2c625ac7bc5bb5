"""
The commands of `jumelage`, one module each.

Each has `arguments`, which adds its options, and `run`, which returns the exit status; its docstring is the help.
"""
