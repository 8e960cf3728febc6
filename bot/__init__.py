"""问报: a sentence of a report, followed from the file to the page.

    report text ─ report.loading ─▶ Report ─ report.sections ─▶ Outline ─ report.chunks ─▶ Chunk
        ─ retrieval.vectors + retrieval.lexical ─▶ scores ─ retrieval.ranking ─▶ order
        ─ retrieval.search ─▶ Document
    question + history ─ answering.rewriting ─▶ StandAlone ─ answering.understanding ─▶ Query
    Query + the passages of the Documents ─ answering.extractive ─▶ drafts
        ─ answering.release (checking.support judges) ─▶ Answer ─ bank ─▶ related questions
        ─ chain, assistant ─▶ Reply ─ rendering ─▶ command line, JSON
                                    └ web.bubble ─▶ the chat; web.reader ─▶ the report beside it
    Reply ─ web.answers ─▶ records: questions asked, feedback, shared answers

The order of the house, ground floor first: `errors`, `language`, `report`, `checking`,
`retrieval`, `answering`, `records`, then `settings`, `chain`, `bank`, `assistant`, `rendering`,
`terminal`, then the faces: `web`, `service`, `__main__`. A module imports only from floors below its own, or from modules of its own
floor that do not import it; `tests/test_layers.py` holds this.
"""
