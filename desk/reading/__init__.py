"""What stands in a text: numbers, money, percents, periods, dates, conditions, words."""
