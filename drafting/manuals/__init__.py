"""What a manual that was written for agents lets us tell a customer, plainly and with its title."""
