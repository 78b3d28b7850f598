using Microsoft.Playwright;
using SocketLab.Browser.Tests.Testing;
using SocketLab.Core.Definitions;

namespace SocketLab.Browser.Tests;

/// <summary>TLS as a person meets it: switched on, trusted, distrusted, and looked into.</summary>
public sealed class TlsTests(Chromium chromium)
{
    [Fact]
    public async Task A_listener_is_encrypted_with_one_click_and_OpenSSL_talks_to_it()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await NewAsync(lab, "TcpListener");
        await lab.Get("port").FillAsync("0");
        await lab.Get("tls-enabled").CheckAsync();
        await lab.Get("save").ClickAsync();
        await Expect(lab.Row("Listening for TCP")).ToBeVisibleAsync();
        await Expect(lab.Get("endpoint").GetByTestId("tls-mark")).ToHaveTextAsync("TLS");
        var port = lab.Supervisor.List()[0].Bound!.Port;
        await Expect(lab.Get("reach")).ToContainTextAsync($"openssl s_client -quiet -connect 127.0.0.1:{port}");
        await Expect(lab.Get("reach")).ToContainTextAsync($"ncat --ssl 127.0.0.1 {port}");

        await using var openssl = Tool.Start("openssl", "s_client", "-quiet", "-connect", $"127.0.0.1:{port}");
        await openssl.WriteAsync("from openssl\n");
        await Expect(lab.Row("from openssl")).ToBeVisibleAsync();
        await lab.Row("TLS established: TLS 1.3").ClickAsync();
        await Expect(lab.Get("inspector")).ToContainTextAsync("TLS_AES_256_GCM_SHA384");
        await Expect(lab.Get("inspector")).ToContainTextAsync("Both sides agreed on a version of TLS");
        await lab.Get("payload").FillAsync(@"from socketlab\n");
        await Expect(lab.Page.GetByText("the open connection").First).ToBeVisibleAsync();
        await lab.Get("payload").PressAsync("Control+Enter");
        await openssl.SaysAsync("from socketlab");

        await lab.Get("show-connections").ClickAsync();
        await Expect(lab.Get("connections").GetByTestId("tls-mark")).ToHaveTextAsync("TLS 1.3");
        await lab.Get("connections").GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(lab.Get("tls")).ToContainTextAsync("The peer showed no certificate");
    }

    [Fact]
    public async Task A_client_trusts_the_listener_s_certificate_by_choosing_it_and_sees_whom_it_met()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var listener = await lab.UseAsync(Listener());
        await ClientAsync(lab, listener.Bound!.Port);
        await lab.Get("save").ClickAsync();

        // Whoever is not told to trust it does not, and the card says what to do.
        var client = lab.Get("endpoint").Last;
        await Expect(client).ToContainTextAsync("its certificate is self-signed, and not trusted here");
        await Expect(lab.Row("TLS failed").First).ToBeVisibleAsync();
        await EditAsync(lab, lab.Supervisor.List()[1].Definition.Name);
        await lab.Get("$.tcp.tls.trustedCertificateId").SelectOptionAsync(new SelectOptionValue { Label = await OwnAsync(lab) });
        await lab.Get("save").ClickAsync();
        await Expect(lab.Page.GetByRole(AriaRole.Dialog)).ToBeHiddenAsync();
        await client.GetByRole(AriaRole.Switch).ClickAsync();
        await Expect(client).ToHaveAttributeAsync("data-state", "running");

        await lab.Row("TLS established").ClickAsync();
        await lab.Get("follow-stream").ClickAsync();
        await Expect(lab.Get("tls")).ToContainTextAsync("passed its checks: chain, name and dates");
        await Expect(lab.Get("tls")).ToContainTextAsync("CN=localhost");
        await Expect(lab.Get("tls-danger")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Trusting_anything_is_loud_wherever_it_is_on()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        var listener = await lab.UseAsync(Listener());
        await ClientAsync(lab, listener.Bound!.Port);
        await lab.Get("options-TLS").Locator("summary").ClickAsync();
        await Expect(lab.Get("form-danger")).ToHaveCountAsync(0);
        await lab.Get("trust-any").CheckAsync();
        await Expect(lab.Get("form-danger")).ToContainTextAsync("Nobody checks who the peer is");
        await lab.Get("save").ClickAsync();
        await Expect(lab.Get("endpoint").Last.GetByTestId("tls-mark")).ToHaveTextAsync("TLS, trusts anything");
        await Expect(lab.Get("feed-danger")).ToContainTextAsync("nobody checks who the peer is");
        await lab.Row("Failed and ignored").ClickAsync();
        await lab.Get("follow-stream").ClickAsync();
        await Expect(lab.Get("tls-danger")).ToContainTextAsync("Failed and ignored: its certificate is self-signed");
        await Expect(lab.Get("connection-facts").GetByTestId("tls-mark")).ToContainTextAsync("unverified");
    }

    [Fact]
    public async Task A_certificate_is_made_from_the_form_shown_by_a_listener_and_kept_while_it_is_in_use()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        await NewAsync(lab, "TcpListener");
        await lab.Get("port").FillAsync("0");
        await lab.Get("tls-enabled").CheckAsync();
        await lab.Get("certificates").ClickAsync();
        await lab.Get("generate").ClickAsync();
        await lab.Get("generate-names").FillAsync("lab.example, not a name!");
        await lab.Get("do-generate").ClickAsync();
        await Expect(lab.Get("generate-form")).ToContainTextAsync("neither a host name nor an IP address");
        await lab.Get("generate-names").FillAsync("lab.example, 127.0.0.1");
        await lab.Get("generate-name").FillAsync("mine");
        await lab.Get("do-generate").ClickAsync();
        await Expect(lab.Get("certificate")).ToContainTextAsync("lab.example, 127.0.0.1");
        await Expect(lab.Get("certificate").Locator("summary")).ToBeFocusedAsync();
        await lab.Page.Keyboard.PressAsync("Escape");
        await Expect(lab.Get("certificate-list")).ToHaveCountAsync(0);
        await lab.Get("$.tcp.tls.certificateId").SelectOptionAsync(new SelectOptionValue { Label = "mine (lab.example, 127.0.0.1)" });
        await lab.Get("save").ClickAsync();
        await Expect(lab.Row("Listening for TCP")).ToBeVisibleAsync();

        await using var openssl = Tool.Start("openssl", "s_client", "-connect", $"127.0.0.1:{lab.Supervisor.List()[0].Bound!.Port}");
        await openssl.SaysAsync("lab.example");
        await lab.Get("all-certificates").ClickAsync();
        await lab.Get("certificate").Locator("summary").ClickAsync();
        await Expect(lab.Get("delete-certificate")).ToBeDisabledAsync();
        await Expect(lab.Get("certificate")).ToContainTextAsync("choose another certificate there first");
        var download = await lab.Page.RunAndWaitForDownloadAsync(() => lab.Get("download-pem").ClickAsync());
        var pem = await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.StartsWith("-----BEGIN CERTIFICATE-----", pem, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", pem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_OpenSSL_are_uploaded_with_their_password_which_is_asked_for_when_it_is_missing()
    {
        await using var lab = await BrowserLab.OpenAsync(chromium);
        lab.Expects("status of 400");
        var folder = Directory.CreateTempSubdirectory("socketlab-files-");
        try
        {
            var (certificate, key, pfx) = (
                Path.Combine(folder.FullName, "a.crt"),
                Path.Combine(folder.FullName, "a.key"),
                Path.Combine(folder.FullName, "a.pfx")
            );
            Assert.Equal(
                0,
                await Tool.Start(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-subj",
                        "/CN=uploaded",
                        "-days",
                        "3",
                        "-keyout",
                        key,
                        "-out",
                        certificate
                    )
                    .EndAsync()
            );
            Assert.Equal(
                0,
                await Tool.Start(
                        "openssl",
                        "pkcs12",
                        "-export",
                        "-in",
                        certificate,
                        "-inkey",
                        key,
                        "-out",
                        pfx,
                        "-passout",
                        "pass:open sesame"
                    )
                    .EndAsync()
            );
            await lab.Get("all-certificates").ClickAsync();
            await lab.Get("upload").ClickAsync();
            await lab.Get("do-upload").ClickAsync();
            await Expect(lab.Get("upload-problem")).ToHaveTextAsync("Choose a file first.");
            await lab.Get("upload-files").SetInputFilesAsync(pfx);
            await lab.Get("do-upload").ClickAsync();
            await Expect(lab.Get("upload-problem")).ToContainTextAsync("its password is needed");
            await lab.Get("upload-password").FillAsync("open sesame");
            await lab.Get("do-upload").ClickAsync();
            await Expect(lab.Get("certificate")).ToContainTextAsync("CN=uploaded");
            await Expect(lab.Get("certificate")).ToContainTextAsync("with key");
            await Expect(lab.Get("certificate")).ToContainTextAsync("Expires on");

            // The list shows it as soon as the server has it; the form goes once the browser has its answer.
            await Expect(lab.Get("upload-form")).ToHaveCountAsync(0);
            await lab.Get("upload").ClickAsync();
            await lab.Get("upload-files").SetInputFilesAsync([certificate, key]);
            await lab.Get("upload-name").FillAsync("two files");
            await lab.Get("do-upload").ClickAsync();
            await Expect(lab.Get("certificate").Last).ToContainTextAsync("two files");
            await Expect(lab.Get("certificate").Last).ToContainTextAsync("with key");

            await lab.Get("certificate").Last.GetByTestId("delete-certificate").ClickAsync();
            await lab.Page.GetByRole(AriaRole.Button, new() { Name = "Delete", Exact = true }).ClickAsync();
            await Expect(lab.Get("certificate")).ToHaveCountAsync(1);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static EndpointDefinition Listener() =>
        Make.TcpListener("secret") with
        {
            Tcp = new TcpOptions { Tls = new TlsOptions { Enabled = true } },
        };

    /// <summary>How the form calls the one that listeners show by themselves.</summary>
    private static Task<string> OwnAsync(BrowserLab lab)
    {
        var option = lab.Get("$.tcp.tls.trustedCertificateId").Locator("option", new() { HasText = "SocketLab self-signed" });
        return option.InnerTextAsync();
    }

    private static async Task NewAsync(BrowserLab lab, string kind)
    {
        await lab.Get("new-endpoint").ClickAsync();
        await lab.Get($"kind-{kind}").ClickAsync();
        await Expect(lab.Get("tls-enabled")).ToBeVisibleAsync();
    }

    /// <summary>The form of a TLS client of the port.</summary>
    private static async Task ClientAsync(BrowserLab lab, int port)
    {
        await NewAsync(lab, "TcpClient");
        await lab.Get("host").FillAsync("localhost");
        await lab.Get("port").FillAsync($"{port}");
        await lab.Get("tls-enabled").CheckAsync();
        await Expect(lab.Get("$.tcp.tls.trustedCertificateId")).ToBeVisibleAsync();
    }

    private static async Task EditAsync(BrowserLab lab, string name)
    {
        await lab.Page.GetByRole(AriaRole.Button, new() { Name = $"More for {name}" }).ClickAsync();
        await lab.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Edit…" }).ClickAsync();
        await Expect(lab.Get("save")).ToBeVisibleAsync();
    }
}
