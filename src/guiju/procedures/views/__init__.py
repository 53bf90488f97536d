"""The pages of procedures: inbox, cases, steps, delegations, the procedures themselves."""
