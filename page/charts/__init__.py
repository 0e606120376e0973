"""The published tables -> the specifications of the pictures, in Vega-Lite."""
