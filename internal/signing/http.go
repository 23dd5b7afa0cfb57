package signing

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"veche/cms"
	"veche/internal/documents"
	"veche/internal/platform/api"
	"veche/internal/platform/auth"
	"veche/internal/platform/db"
	"veche/internal/platform/fail"
)

// View is what a reader of the card sees of a signature.
type View struct {
	ID          int64        `json:"id"`
	Kind        Kind         `json:"kind" enum:"simple,cms"`
	VersionID   *int64       `json:"version_id"`
	SHA256      string       `json:"sha256"`
	SignerID    *int64       `json:"signer_id" doc:"Empty on a signature that came from another body"`
	SignerName  string       `json:"signer_name"`
	SignerPost  string       `json:"signer_post"`
	OnBehalfID  *int64       `json:"on_behalf_id" doc:"The signatory of the card, where an acting officer signed"`
	Basis       string       `json:"basis" doc:"Order by which the acting officer signs"`
	SignedAt    time.Time    `json:"signed_at"`
	FileID      *int64       `json:"file_id" doc:"File of the detached signature"`
	Certificate *Certificate `json:"certificate,omitempty"`
	Means       Means        `json:"means" enum:",password,plugin,remote,stand,file,server" doc:"With what it was made; empty where nobody noted it"`
	Level       cms.Level    `json:"level" enum:",CMS,CAdES-BES,CAdES-T,CAdES-LT,CAdES-LTA"`
	Qualified   bool         `json:"qualified" doc:"The certificate says of itself that it is qualified"`
	Stand       bool         `json:"stand" doc:"Made with a key of the demonstration: no legal force"`
	AwaitsStamp bool         `json:"awaits_stamp" doc:"The service of time stamps did not answer; the program asks again"`
	Verdict     Verdict      `json:"verdict" enum:"valid,invalid,indeterminate,unchecked"`
	Reason      Reason       `json:"reason" doc:"Code of why the verdict is so; empty on a valid one"`
	ReasonWords string       `json:"reason_words" doc:"The reason in Russian"`
	CheckedAt   *time.Time   `json:"checked_at"`
}

// View is the signature as a reader sees it.
func (s Signature) View() View {
	return View{
		ID: s.ID, Kind: s.Kind, VersionID: s.VersionID, SHA256: s.SHA256, SignerID: s.SignerID, SignerName: s.SignerName,
		SignerPost: s.SignerPost, OnBehalfID: s.OnBehalfID, Basis: s.Basis, SignedAt: s.SignedAt, FileID: s.FileID,
		Certificate: s.Certificate.V, Means: s.Means, Level: s.Level, Qualified: s.Qualified, Stand: s.Stand, AwaitsStamp: s.AwaitsStamp,
		Verdict: s.Verdict, Reason: s.Reason, ReasonWords: s.Reason.Russian(), CheckedAt: s.CheckedAt,
	}
}

// Signing is everything the card shows of its signing.
type Signing struct {
	Demand      documents.Demand `json:"demand" enum:"simple,enhanced,qualified" doc:"Signature that the kind of document asks for"`
	Frozen      bool             `json:"frozen" doc:"The text is signed and does not change any more"`
	Signatures  []View           `json:"signatures"`
	Signatories []Signatory      `json:"signatories" doc:"Who signs, in their order"`
	Refusals    []Refusal        `json:"refusals"`
	Stamps      []Stamp          `json:"stamps"`
	Actions     []Action         `json:"actions"`
}

// Of is the signing of a card that the actor sees.
func (s *Service) Of(ctx context.Context, by auth.Actor, documentID int64) (Signing, error) {
	d, err := s.documents.Open(ctx, s.db, by, documentID)
	if err != nil {
		return Signing{}, err
	}
	return s.OfCard(ctx, s.db, by, d)
}

// OfCard is Of for a card that was opened already.
func (s *Service) OfCard(ctx context.Context, r db.Reader, by auth.Actor, d documents.Document) (Signing, error) {
	list, err := s.List(ctx, r, d.ID)
	out := Signing{Signatures: make([]View, 0, len(list))}
	for _, sig := range list {
		out.Signatures = append(out.Signatures, sig.View())
	}
	o, unordered := s.order(ctx, r, d)
	var errs [6]error
	out.Demand, errs[0] = s.demand(ctx, r, d)
	out.Frozen, errs[1] = s.Frozen(ctx, r, d.ID)
	out.Refusals, errs[2] = s.Refusals(ctx, r, d.ID)
	out.Stamps, errs[3] = s.stamps(ctx, r, d, list)
	out.Actions, errs[4] = s.actions(ctx, r, by, d, o)
	out.Signatories, errs[5] = s.signatories(ctx, r, o)
	return out, errors.Join(append(errs[:], err, unordered)...)
}

// SignInput names the bytes that the signatory has read.
type SignInput struct {
	SHA256 string `json:"sha256" minLength:"64" maxLength:"64" doc:"Of the version that was shown"`
}

// RefuseInput tells why.
type RefuseInput struct {
	Reason string `json:"reason" maxLength:"2000"`
}

// CosignersInput names co-signers in their order; an empty list leaves the signatory alone.
type CosignersInput struct {
	People []int64 `json:"people" maxItems:"20"`
}

// Routes are the operations of signing.
func Routes(a *api.API, s *Service) {
	api.Add(a, api.Get("signing-get", "/documents/{id}/signatures", "Signatures, refusals and stamps of a document"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Signing], error) {
			return s.answer(ctx, by, in.ID, nil)
		})
	api.Add(a, api.Post("signing-send", "/documents/{id}/send-to-signature", "Give the text to its signatory"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[Signing], error) {
			return s.answer(ctx, by, in.ID, s.SendToSignature(ctx, by, in.ID))
		})
	api.Add(a, api.Post("signing-sign", "/documents/{id}/sign", "Put the simple signature under a version; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Command[SignInput]) (*api.Body[Signing], error) {
			_, err := s.Sign(ctx, by, in.ID, in.Body.SHA256)
			return s.answer(ctx, by, in.ID, err)
		})
	api.Add(a, api.Post("signing-refuse", "/documents/{id}/refuse-signature", "Refuse to sign and give the text back to its author"),
		func(ctx context.Context, by auth.Actor, in *api.Command[RefuseInput]) (*api.Body[Signing], error) {
			return s.answer(ctx, by, in.ID, s.Refuse(ctx, by, in.ID, in.Body.Reason))
		})
	api.Add(a, api.Post("signing-verify", "/documents/{id}/verify-signatures", "Check the signed bytes and every signature again"),
		func(ctx context.Context, by auth.Actor, in *api.ID) (*api.Body[api.List[Check]], error) {
			checks, err := s.Recheck(ctx, by, in.ID)
			return api.ListOf(checks, ""), err
		})
	api.Add(a, api.Put("signing-cosigners", "/documents/{id}/cosigners", "Name who signs after the signatory, in this order"),
		func(ctx context.Context, by auth.Actor, in *api.Command[CosignersInput]) (*api.Body[Signing], error) {
			return s.answer(ctx, by, in.ID, s.SetCosigners(ctx, by, in.ID, in.Body.People))
		})
	api.Add(a, api.Post("signing-prepare", "/documents/{id}/signing/prepare", "What a means of signature needs: digests of the text and whose certificate is expected"),
		func(ctx context.Context, by auth.Actor, in *api.Command[SignInput]) (*api.Body[Prepared], error) {
			out, err := s.Expect(ctx, by, in.ID, in.Body.SHA256)
			return &api.Body[Prepared]{Body: out}, err
		})
	api.Add(a, api.Post("signing-stand-sign", "/documents/{id}/stand-sign", "Sign with a software key of the demonstration, without legal force; needs the password given again"),
		func(ctx context.Context, by auth.Actor, in *api.Command[SignInput]) (*api.Body[Signing], error) {
			_, err := s.StandSign(ctx, by, in.ID, in.Body.SHA256)
			return s.answer(ctx, by, in.ID, err)
		})
	a.Handle("POST /api/documents/{id}/attach-signature", s.attach)
	reportRoutes(a, s)
}

// answer is the signing as it stands after an act.
func (s *Service) answer(ctx context.Context, by auth.Actor, documentID int64, err error) (*api.Body[Signing], error) {
	if err != nil {
		return nil, err
	}
	out, err := s.Of(ctx, by, documentID)
	return &api.Body[Signing]{Body: out}, err
}

// meansOf is with what a browser says that a signature was made; others come by their own ways.
func meansOf(word string) (Means, error) {
	switch m := Means(word); m {
	case "":
		return FromFile, nil
	case Plugin, FromFile:
		return m, nil
	}
	return "", fail.Field("signing.means_unknown", "means", "unknown")
}

// AttachForm is a detached CMS as a browser sends it.
type AttachForm struct {
	SHA256 string // of the text that was read
	Proof
}

// ReadProof reads a detached CMS as the part "file" of a form, with the hash of the text in "sha256" and how it was
// made in "means".
func ReadProof(w http.ResponseWriter, r *http.Request) (form AttachForm, err error) {
	r.Body = http.MaxBytesReader(w, r.Body, AttachLimit+64<<10)
	file, header, err := r.FormFile("file")
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return form, err
	}
	if err != nil {
		return form, fail.Field("signing.no_file", "file", "required")
	}
	defer file.Close()
	if form.Bytes, err = io.ReadAll(file); err != nil {
		return form, err
	}
	form.SHA256, form.Name = r.FormValue("sha256"), header.Filename
	form.Means, err = meansOf(r.FormValue("means"))
	return form, err
}

// attach takes a detached CMS over the version with this hash.
func (s *Service) attach(w http.ResponseWriter, r *http.Request, by auth.Actor) error {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err != nil {
		return fail.New(fail.NotFound, "document.not_found", "no card %q", r.PathValue("id"))
	}
	form, err := ReadProof(w, r)
	if err != nil {
		return err
	}
	if _, err := s.Attach(r.Context(), by, id, form.SHA256, form.Proof); err != nil {
		return err
	}
	out, err := s.Of(r.Context(), by, id)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	return json.NewEncoder(w).Encode(out)
}
