using Microsoft.AspNetCore.Components;
using MudBlazor;
using SocketLab.Core.Endpoints;
using SocketLab.Web.ViewState;

namespace SocketLab.Web.Components.Endpoints;

/// <summary>The form for a new endpoint, or for a stopped one's definition.</summary>
public partial class EndpointDialog
{
    private const string NamePath = "$.name";
    private const string LocalAddressPath = "$.local.address";
    private const string LocalPortPath = "$.local.port";
    private const string RemotePath = "$.remote";
    private const string RemoteHostPath = "$.remote.host";
    private const string RemotePortPath = "$.remote.port";
    private const string JournalPath = "$.journal.maxBytes";
    private const string MaxDatagramPath = "$.udp.maxDatagramBytes";
    private const string ReceiveBufferPath = "$.udp.receiveBufferBytes";
    private const string MaxConnectionsPath = "$.tcp.maxConnections";
    private const string IdlePath = "$.tcp.idleTimeoutSeconds";
    private const string HalfClosedPath = "$.tcp.halfClosedSeconds";
    private const string SendTimeoutPath = "$.tcp.sendTimeoutSeconds";
    private const string ConnectTimeoutPath = "$.tcp.connectTimeoutSeconds";
    private const string KeepAlivePath = "$.tcp.keepAliveSeconds";

    private static readonly string[] ShortFormPaths = [LocalAddressPath, LocalPortPath, RemotePath, RemoteHostPath, RemotePortPath];

    private static readonly (EndpointKind Kind, string Name, string What)[] Kinds =
    [
        (EndpointKind.UdpListener, "UDP listener", "receive datagrams"),
        (EndpointKind.TcpListener, "TCP listener", "accept connections"),
        (EndpointKind.UdpSender, "UDP sender", "send datagrams"),
        (EndpointKind.TcpClient, "TCP client", "open a connection"),
    ];

    private static readonly Dictionary<string, object?> PortAttributes = new() { ["data-testid"] = "port" };
    private static readonly Dictionary<string, object?> AddressAttributes = new() { ["data-testid"] = "address" };
    private static readonly Dictionary<string, object?> HostAttributes = new() { ["data-testid"] = "host" };
    private static readonly Dictionary<string, object?> SaveAttributes = new() { ["data-testid"] = "save" };

    private IReadOnlyList<DefinitionError> _errors = [];
    private bool _saving;

    /// <summary>The fields.</summary>
    [Parameter, EditorRequired]
    public EndpointForm Form { get; set; } = default!;

    /// <summary>Whether this makes a new endpoint.</summary>
    [Parameter]
    public bool IsNew { get; set; }

    /// <summary>Stores the definition; throws what Core throws.</summary>
    [Parameter, EditorRequired]
    public Func<EndpointDefinition, Task> Save { get; set; } = default!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private string Title => IsNew ? "New endpoint" : $"Edit {Form.Name}";

    private string SaveLabel => !IsNew ? "Save" : Form.Kind switch
    {
        EndpointKind.TcpClient => "Connect",
        EndpointKind.UdpSender => "Create",
        _ => "Listen",
    };

    private string AddressHelp => Form.LocalAddress.Trim() is "" or "127.0.0.1" or "::1" or "localhost"
        ? "Only this machine; :: for every address"
        : "Danger: other machines can reach this";

    /// <summary>The options open by themselves when one of them is at fault.</summary>
    private bool OptionsOpen => _errors.Any(error => !ShortFormPaths.Contains(error.Path));

    private string? Problem { get; set; }

    /// <summary>Opens the form and returns once it is done.</summary>
    public static async Task ShowAsync(IDialogService dialogs, EndpointForm form, bool isNew, Func<EndpointDefinition, Task> save)
    {
        var parameters = new DialogParameters<EndpointDialog> { { d => d.Form, form }, { d => d.IsNew, isNew }, { d => d.Save, save } };
        var dialog = await dialogs.ShowAsync<EndpointDialog>(null, parameters, new DialogOptions { CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small, FullWidth = true });
        await dialog.Result;
    }

    private async Task SaveAsync()
    {
        if (_saving)
        {
            return;
        }

        _saving = true;
        try
        {
            await Save(Form.ToDefinition());
            Dialog.Close();
        }
        catch (InvalidDefinitionException error)
        {
            _errors = error.Errors;
            Problem = null;
        }
        catch (Exception error) when (error is EndpointStateException or EndpointNotFoundException or LimitReachedException or NotSavedException)
        {
            Problem = error.Message;
        }
        finally
        {
            _saving = false;
        }
    }

    private bool Has(string path) => _errors.Any(error => error.Path == path);

    private string? Text(string path) => _errors.FirstOrDefault(error => error.Path == path)?.Message;
}
