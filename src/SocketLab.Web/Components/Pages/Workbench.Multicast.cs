using SocketLab.Core.Addresses;
using SocketLab.Web.Components.Common;

namespace SocketLab.Web.Components.Pages;

/// <summary>Joining and leaving multicast groups while an endpoint runs.</summary>
public sealed partial class Workbench
{
    /// <summary>A refusal belongs to the field in which the group was written, so it is given back rather than shown.</summary>
    private async Task<string?> JoinAsync(string text)
    {
        if (!CanOperate || State.Selected is not { } endpoint)
        {
            return null;
        }

        if (!MulticastGroup.TryParse(text, out var group, out var error))
        {
            return error;
        }

        try
        {
            await Supervisor.JoinAsync(endpoint.Id, group, CancellationToken.None);
            return null;
        }
        catch (Exception refused) when (Refusal.TextOf(refused) is { } why)
        {
            return why;
        }
        finally
        {
            State.RefreshEndpoints();
        }
    }

    private async Task LeaveAsync(string text)
    {
        if (CanOperate && State.Selected is { } endpoint && MulticastGroup.TryParse(text, out var group, out _))
        {
            await TryAsync(() => Supervisor.LeaveAsync(endpoint.Id, group, CancellationToken.None));
            State.RefreshEndpoints();
        }
    }
}
