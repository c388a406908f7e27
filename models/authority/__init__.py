"""Authority: rules over cases, the procedures they give, and who may act for whom."""
