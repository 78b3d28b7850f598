using Microsoft.Extensions.DependencyInjection;
using SocketLab.Core.Definitions;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.Access;
using SocketLab.Web.Commands;
using SocketLab.Web.Tests.Support;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Certificates;

namespace SocketLab.Web.Tests.ViewState.Certificates;

public sealed class CertificateCardTests(WebLab lab) : IClassFixture<WebLab>
{
    private static readonly Caller Operator = Caller.Of(new(AccessIdentity.Create(Roles.Operator, "test")));

    private CertificateLibrary Library => lab.Services.GetRequiredService<CertificateLibrary>();

    [Fact]
    public async Task A_card_says_what_the_certificate_says_and_who_uses_it()
    {
        var certificate = await MakeAsync("shown", "a.example", "b.example", "c.example", "d.example");
        var fresh = Card(certificate);
        Assert.Equal(
            ("shown", "a.example, b.example, c.example, …", true, null),
            (fresh.Name, fresh.Brief, fresh.HasPrivateKey, fresh.Warning)
        );
        Assert.Equal("no endpoint", fresh.Facts[^1].Value);
        Assert.Contains(fresh.Facts, fact => fact.Value == "a.example, b.example, c.example, d.example");

        await lab.Supervisor.CreateAsync(
            new EndpointDefinition
            {
                Kind = EndpointKind.TcpListener,
                Name = "shows it",
                Tcp = new TcpOptions
                {
                    Tls = new TlsOptions { Enabled = true, CertificateId = certificate.Id },
                },
            },
            start: false,
            WebLab.Soon()
        );
        Assert.Equal("shows it", Assert.Single(Card(certificate).UsedBy));
        var refused = await Assert.ThrowsAsync<CertificateInUseException>(() =>
            lab.Services.GetRequiredService<CertificateCommands>().DeleteAsync(Operator, certificate.Id)
        );
        Assert.Contains("'shows it' uses this certificate", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(Library.Find(certificate.Id));
    }

    [Fact]
    public async Task A_card_warns_before_and_after_the_end_and_before_the_beginning()
    {
        var certificate = await MakeAsync("ends", "a.example");
        var end = certificate.Info.NotAfter;
        Assert.Null(At(end.AddDays(-15)));
        Assert.StartsWith("Expires on", At(end.AddDays(-13)), StringComparison.Ordinal);
        Assert.StartsWith("Expired on", At(end.AddSeconds(1)), StringComparison.Ordinal);
        Assert.StartsWith("Not valid before", At(certificate.Info.NotBefore.AddSeconds(-1)), StringComparison.Ordinal);
        string? At(DateTime now) => CertificateCard.Of(certificate, [], now).Warning;
    }

    [Fact]
    public async Task The_choices_have_only_what_can_be_chosen_and_say_when_the_chosen_one_is_gone()
    {
        var own = await MakeAsync("with key", "a.example");
        var foreign = await Library.ImportAsync(
            "no key",
            new CertificateUpload { Data = Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(own.PublicPem)) },
            WebLab.Soon()
        );
        TlsCertificate[] all = [own, foreign];
        Assert.Equal([null, own.Id], CertificateChoices.ToShow(all, null).Select(choice => choice.Value));
        Assert.Equal([null, own.Id], CertificateChoices.OfClient(all, null).Select(choice => choice.Value));
        Assert.Equal([null, own.Id, foreign.Id], CertificateChoices.ToTrust(all, null).Select(choice => choice.Value));
        Assert.Equal((foreign.Id, $"missing: {foreign.Id}"), CertificateChoices.ToShow(all, foreign.Id)[^1]);
        Assert.Equal("with key (a.example)", CertificateChoices.ToTrust(all, null)[1].Text);
    }

    [Fact]
    public void A_draft_takes_names_however_they_are_separated_and_finds_the_error_of_one_of_them()
    {
        var draft = new CertificateDraft { Names = " a.example,b.example\n10.0.0.1 ; ::1", Days = 3 };
        Assert.Equal(["a.example", "b.example", "10.0.0.1", "::1"], draft.ToGeneration().Names);
        draft.Errors = [new("$.generate.names[1]", "no"), new("$.generate.days", "never")];
        Assert.Equal(("no", "never", null), (draft.ErrorAt("$.generate.names"), draft.ErrorAt("$.generate.days"), draft.ErrorAt("$.name")));
    }

    [Fact]
    public void An_answer_names_what_was_wrong_with_the_parts_of_a_request()
    {
        Assert.Equal(
            "a b",
            new ApiAnswer(400, """{ "title": "Wrong.", "errors": { "$.x": ["a"], "$.y": ["b"] } }""", Cancelled: false).Explanation
        );
        Assert.Equal("Wrong.", new ApiAnswer(400, """{ "title": "Wrong.", "errors": 1 }""", Cancelled: false).Explanation);
        Assert.Equal("Wrong.", new ApiAnswer(429, """{ "title": "Wrong." }""", Cancelled: false).Explanation);
    }

    private Task<TlsCertificate> MakeAsync(string name, params string[] names) =>
        Library.GenerateAsync(name, new CertificateGeneration { Names = names, Days = 100 }, WebLab.Soon());

    private CertificateCard Card(TlsCertificate certificate) =>
        CertificateCard
            .List(Library, lab.Supervisor, TimeProvider.System.GetUtcNow().UtcDateTime)
            .Single(card => card.Id == certificate.Id);
}
