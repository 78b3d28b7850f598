using SocketLab.Core.Addresses;
using SocketLab.Core.Definitions;
using SocketLab.Web.ViewState.Sending;

namespace SocketLab.Web.Components.Sending;

/// <content>Files.</content>
public sealed partial class SendPane
{
    /// <summary>The file that this endpoint sends; what another one sends is shown there.</summary>
    private UploadLine? Upload => Uploads.Line is { } line && line.EndpointId == Endpoint.Id ? line : null;

    private Task UploadAsync()
    {
        var file = State.File!;
        var address =
            Only is { } only ? $"api/connections/{only.Id}/send"
            : Endpoint.Definition.Kind.IsUdp() && Named is { } to
                ? $"api/endpoints/{Endpoint.Id}/send?host={Uri.EscapeDataString(to.Host)}{(UnixAddress.Is(to.Host) ? "" : $"&port={to.Port}")}"
            : $"api/endpoints/{Endpoint.Id}/send{string.Concat(State.ChosenConnections.Select((id, i) => $"{(i == 0 ? '?' : '&')}connectionIds={id}"))}";
        return Uploads.SendAsync(new UploadLine(Endpoint.Id, file.Name, file.Size), FileChoice.InputId, address);
    }

    private void LookAgain() => _ = InvokeAsync(StateHasChanged);
}
