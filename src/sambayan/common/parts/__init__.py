"""The declarations of the components, by kind; `common/components.py` gathers them."""
