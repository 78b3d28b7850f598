using Microsoft.Extensions.Options;
using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Filtering;
using SocketLab.Web.Settings;
using SocketLab.Web.Wireshark;

namespace SocketLab.Web.Commands;

/// <summary>Has Wireshark read what somebody looks at. The command asks for the operator's right, since it opens a port.</summary>
internal sealed class WiresharkCommands(WiresharkPort port, EndpointSupervisor supervisor, IOptions<WiresharkOptions> options)
{
    /// <summary>Whether the settings let Wireshark read from ports of this machine.</summary>
    public bool IsOn => port.IsOn;

    /// <summary>The loopback port from which Wireshark reads a choice.</summary>
    /// <exception cref="EndpointNotFoundException">There is no such endpoint.</exception>
    /// <exception cref="FilterException">The filter is wrong.</exception>
    /// <exception cref="InvalidRequestException">The settings do not let Wireshark read it.</exception>
    public async Task<int> OfferAsync(Caller caller, WiresharkChoice choice)
    {
        caller.RequireOperator();
        supervisor.Get(choice.EndpointId);
        if (choice.Filter.Length > 0)
        {
            _ = Filter.Parse(choice.Filter);
        }

        var why =
            !IsOn ? "Wireshark's port is off: SocketLab:Wireshark:Port switches it on."
            : options.Value.Endpoints is { Count: > 0 } named && !named.Contains(choice.EndpointId)
                ? "SocketLab:Wireshark:Endpoints does not name this endpoint, so Wireshark's port does not have it."
            : null;
        return why is null ? await port.OfferAsync(choice) : throw new InvalidRequestException([new("$.endpointId", why)]);
    }
}
