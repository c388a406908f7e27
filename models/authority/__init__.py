"""Authority: who decides what, and the proof of it. The modules, from what is written to what is made of it.

What is written (entities and their values):
    expressions, rules, schemes, grants

What it means:
    procedures, attainment, interests: when an approval is met, by whom, and who may not give it
    force, editions, urgency: what counts on a day, which version, and what goes before all rows
    delegation, holders, standing_in, resolving, power: who can act in a role on a day, and for whom
    places, rates, aggregation: where a case lies, in which currency, and what counts together with it
    paths, ladders, network: where a case goes that a role cannot decide, and the map of all such ways

What is asked:
    lookup, facts, circumstances: from what people type to a case
    setting, ground: what a case is judged in, and what holds for all cases of a decision
    verdicts, reasons, nearness: whether a row fits a case, why it wins or loses, and which row came nearest
    deciding, silence, outcomes, answers, routing: from the rows that win to one answer
    batch, casebook: many cases at once, and the library of cases
    mattering, cutting, stretches, turning: what an answer can hang on, where it can change, and what would change it
    partition, mandates, remits: what somebody, or a team, may decide

What is proved:
    geometry, division, covers: regions of cases as bit masks, without any rows
    spaces, proof: from rows to regions, and which cases no row covers or several do
    difference: what two versions answer differently

What is said and shown:
    words, labels, domains: in sentences, and in a few signs
    letter_words, lettering, levels, own_letters, conversion: the letters of schemes
    cells, grid: the matrix
    edges: the limits of a decision that its rows share
"""
