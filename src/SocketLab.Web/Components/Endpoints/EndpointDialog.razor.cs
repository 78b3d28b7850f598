using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Core.Definitions;
using SocketLab.Core.Payloads;
using SocketLab.Core.Transport.Tls;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Certificates;
using SocketLab.Web.Components.Common;
using SocketLab.Web.ViewState.Endpoints;

namespace SocketLab.Web.Components.Endpoints;

/// <summary>The form for a new endpoint, or for the definition of one that there is.</summary>
public sealed partial class EndpointDialog : IDisposable
{
    /// <summary>The server decides where sockets may lie; whoever types an address should not have to find out by trying.</summary>
    private const string UnixHelp =
        "A name: in the folder “sockets” of the data directory. A whole path: only in folders that the server's settings allow "
        + "(SocketLab:UnixSockets:Folders)";

    private readonly FormSubmission _submission = new();

    /// <summary>The person who edits, and their right.</summary>
    [Parameter, EditorRequired]
    public Caller Caller { get; set; } = default!;

    /// <summary>The fields of the definition.</summary>
    [Parameter, EditorRequired]
    public EndpointForm Form { get; set; } = default!;

    /// <summary>Whether this makes a new endpoint.</summary>
    [Parameter]
    public bool IsNew { get; set; }

    /// <summary>Stores the definition; throws what Core throws.</summary>
    [Parameter, EditorRequired]
    public Func<EndpointDefinition, Task> Save { get; set; } = default!;

    [Inject]
    private CertificateLibrary Certificates { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private string Title => IsNew ? "New endpoint" : $"Edit {VisibleText.Name(Form.ToDefinition().WithDefaults().Name)}";

    private string SaveLabel =>
        IsNew ? Form.Kind.Traits().CreateLabel
        : Form.NeedsRestart ? "Save and restart"
        : "Save";

    private string AddressHelp =>
        Form.LocalAddress.Trim() switch
        {
            _ when Form.IsLocalUnix => UnixHelp,
            "" or "127.0.0.1" or "::1" or "localhost" => "Only this machine; :: for every address; unix:NAME for a Unix socket",
            _ when Form.IsReachable => "Reachable from other machines",
            _ when Form.HasLocalAddress => "Only this machine",
            _ => "An address of this machine; :: for every address; unix:NAME for a Unix socket",
        };

    private string HostHelp => Form.IsRemoteUnix ? UnixHelp : "A name, an address, or unix:NAME for a Unix socket";

    /// <summary>Where the error of a missing destination is shown: at the first of its two fields.</summary>
    private string RemoteHostPath => Form.ErrorAt("$.remote") is null ? "$.remote.host" : "$.remote";

    private string? Problem { get; set; }

    /// <summary>Opens the form and returns once it is done.</summary>
    public static async Task ShowAsync(
        IDialogService dialogs,
        Caller caller,
        EndpointForm form,
        bool isNew,
        Func<EndpointDefinition, Task> save
    )
    {
        var parameters = new DialogParameters<EndpointDialog>
        {
            { d => d.Caller, caller },
            { d => d.Form, form },
            { d => d.IsNew, isNew },
            { d => d.Save, save },
        };
        var dialog = await dialogs.ShowAsync<EndpointDialog>(null, parameters, DialogShape.Of(MaxWidth.Small));
        await dialog.Result;
    }

    /// <inheritdoc/>
    public void Dispose() => Form.Changed -= StateHasChanged;

    /// <inheritdoc/>
    protected override void OnInitialized() => Form.Changed += StateHasChanged;

    private Task ShowCertificatesAsync() => CertificatesDialog.ShowAsync(Dialogs, Caller);

    private async Task SaveAsync()
    {
        if (!Form.Finish())
        {
            return;
        }

        if (await _submission.TryAsync(() => Save(Form.ToDefinition())))
        {
            Dialog.Close();
            return;
        }

        // Groups change while the endpoint runs: what the system refuses about one is an error of its field.
        var group = Form.IsRunning && _submission.Problem is { } text ? Form.Multicast.PathOfAdded(text) : null;
        Problem = group is null ? _submission.Problem : null;
        Form.Refuse(group is null ? _submission.Errors : [new(group, _submission.Problem!)]);
    }

    /// <summary>The explanation of a field that takes another socket.</summary>
    private string? Mark(string? help) =>
        !Form.IsRunning ? help
        : help is null ? "Needs a restart"
        : $"{help} · needs a restart";
}
