/** An article of our own between invented states: shows the acts that a reader tells apart. */
export const EXAMPLE_ARTICLE = `Belmarra blames Ostrel for harbour outage

Interior Minister Mara Quell of Belmarra said on Thursday that the army of Ostrel had ordered the intrusion that stopped the cranes of Sant Orlo for two days.

“We have no doubt who gave the order,” she told parliament.

The foreign ministry of Ostrel denied any part in the outage. “These claims are absurd,” its spokesman Jon Adler said, and asked Belmarra to show its evidence.

The security company Northlight, which examined the harbour’s computers, said the intruders had entered through the account of a supplier. It did not link the group to any government.

The foreign ministry of Tervia condemned the attack without naming a culprit.

The harbour’s operator declined to comment.`;
