"""How much work comes to each role before anything is simulated, and whether its holders can keep up."""
