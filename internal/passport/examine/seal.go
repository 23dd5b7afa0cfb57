package examine

import (
	"veche/cms"
	"veche/cms/reason"
	"veche/internal/passport/container"
)

// checkBodySeal checks the seal of the body over the list of files. One that is not proven takes nothing away from what
// else proves the passport; a wrong one does, and so does one that was taken away.
func (e *examination) checkBodySeal() error {
	if !e.archive.Has(container.BodySeal) {
		if e.content.BodySealed {
			e.report.find(finding(BodySealMissing, "", ""))
		}
		return nil
	}
	file, err := e.archive.Read(container.BodySeal)
	if err != nil {
		e.report.find(finding(BodySealBroken, container.BodySeal, "%v", err))
		return nil
	}
	list, err := e.archive.Stream(container.ManifestStreebog)
	if err != nil {
		e.report.find(finding(FileMissing, container.ManifestStreebog, "%v", err))
		return nil
	}
	report, err := cms.Verify(e.ctx, file, cms.Stream(list), cms.Options{Trust: e.evidence(), At: e.options.At})
	if err != nil {
		return err
	}
	e.report.BodySeal = report
	code := map[reason.Verdict]Code{reason.Valid: BodySealGood, reason.Invalid: BodySealBroken, reason.Indeterminate: BodySealUnproven}[report.Verdict]
	e.report.find(finding(code, container.BodySeal, "%s", sealer(report)))
	return nil
}

// sealer names whose seal it is.
func sealer(r *cms.Report) string {
	if len(r.Signers) == 0 || r.Signers[0].Certificate == nil {
		return ""
	}
	return r.Signers[0].Certificate.Subject.Short()
}
