using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Certificates;

namespace SocketLab.Web.Components.Certificates;

/// <summary>The workspace's certificates: what they say, who uses them, and the ways to get another one.</summary>
public sealed partial class CertificatesDialog : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private FormSubmission _submission = new();
    private CertificateDraft _draft = new();
    private Adding _adding;
    private string? _problem;
    private string? _added;

    /// <summary>A way to get a certificate.</summary>
    private enum Adding
    {
        None,
        Generated,
        Uploaded,
    }

    /// <summary>The person who looks at it, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    [Inject]
    private CertificateLibrary Certificates { get; set; } = default!;

    [Inject]
    private EndpointSupervisor Supervisor { get; set; } = default!;

    [Inject]
    private CertificateCommands Commands { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private Prompts Prompts { get; set; } = default!;

    private bool CanOperate => Caller.CanOperate;

    /// <summary>Opens it and returns once it is closed.</summary>
    public static async Task ShowAsync(IDialogService dialogs, Caller caller)
    {
        var parameters = new DialogParameters<CertificatesDialog> { { d => d.Caller, caller } };
        var dialog = await dialogs.ShowAsync<CertificatesDialog>(null, parameters, DialogShape.Of(MaxWidth.Medium));
        await dialog.Result;
    }

    /// <inheritdoc/>
    public void Dispose() => _closed.Cancel();

    /// <inheritdoc/>
    protected override void OnInitialized() => _ = WatchAsync();

    /// <summary>Others add and delete, too.</summary>
    private async Task WatchAsync()
    {
        while (!_closed.IsCancellationRequested)
        {
            var seen = Certificates.Changed.Version;
            await InvokeAsync(StateHasChanged);
            await Certificates
                .Changed.WaitAsync(seen, _closed.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    private void Toggle(Adding way) => (_adding, _problem) = (_adding == way ? Adding.None : way, null);

    private async Task GenerateAsync()
    {
        if (!CanOperate)
        {
            return;
        }

        await _submission.TryAsync(async () => Added((await Commands.GenerateAsync(Caller, _draft.Name, _draft.ToGeneration())).Id));
        (_problem, _draft.Errors) = (_submission.Problem, _submission.Errors);
    }

    /// <summary>The browser posts the file to the API, which asks for the right itself.</summary>
    private async Task UploadAsync(ElementReference form)
    {
        ApiAnswer answer;
        try
        {
            answer = await Script.InvokeAsync<ApiAnswer>(
                "socketLab.call",
                _closed.Token,
                "certificates",
                "upload",
                form,
                "api/certificates",
                CertificateUpload.MostBytes
            );
        }
        catch (Exception error) when (error.IsBrowserGone())
        {
            // The dialog was closed: what the server took meanwhile is in the list when it is opened again.
            return;
        }

        if (answer.IsOk)
        {
            Added(answer["id"]);
        }
        else
        {
            _problem = answer.Explanation;
        }
    }

    private void Added(string? id)
    {
        (_added, _adding, _problem, _draft, _submission) = (id, Adding.None, null, new(), new());
        Prompts.Tell(
            id is not null && Certificates.Find(id) is { } certificate
                ? $"“{VisibleText.Name(certificate.Name)}” is in the workspace."
                : "It is in the workspace."
        );
    }

    private Task CopyAsync(string id) =>
        Certificates.Find(id) is { } certificate
            ? Prompts.CopyAsync(
                certificate.PublicPem,
                "Copied, without the private key.",
                "The browser did not allow copying. Download the file instead."
            )
            : Task.CompletedTask;

    private async Task DeleteAsync(CertificateCard card)
    {
        var own = card.IsOwn
            ? " Listeners that name none make another one when they start; whoever trusts this one has to trust that one, then."
            : "";
        var keys = card.HasPrivateKey ? ", and its private key with it" : "";
        var question = $"“{card.Name}” will be gone{keys}. Endpoints that run go on showing it.{own}";
        if (CanOperate && await Prompts.ConfirmAsync("Delete the certificate?", question, "Delete"))
        {
            await Prompts.TryAsync(() => Commands.DeleteAsync(Caller, card.Id));
        }
    }
}
