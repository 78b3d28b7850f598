using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using SocketLab.Core.Addresses;

namespace SocketLab.Web.Access;

/// <summary>
/// Whether a token is required, decided by what is bound and not by what was asked for. Closed until known; open may
/// become token while the server runs (Kestrel binds anew when its settings change), never the other way round.
/// </summary>
internal sealed class AccessGate(IServer server, IOptions<AccessOptions> options)
{
    private readonly Lock _change = new();
    private volatile AccessState _state = AccessState.Unknown;

    public AccessMode Mode { get; private set; } = AccessModes.TryParse(options.Value.Mode, out var mode) ? mode : AccessMode.Token;

    public IReadOnlyCollection<string> Addresses => [.. server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []];

    public AccessState State => _state;

    /// <summary>Raised once, when a token comes to be required.</summary>
    public event Action? TokenCameToBeRequired;

    /// <summary>To be called once every address is bound.</summary>
    public void Decide()
    {
        if (_state != AccessState.Unknown)
            return;
        if (Mode == AccessMode.Open || (Mode == AccessMode.Auto && BoundAddresses.AllLoopback(Addresses)))
        {
            _state = AccessState.Open;
        }
        else
        {
            RequireToken();
        }
    }

    /// <summary>Follows a mode that was changed while the server runs, towards more strictness only.</summary>
    public void Tighten(AccessMode mode)
    {
        if (mode == AccessMode.Open || Mode == AccessMode.Token)
            return;
        Mode = mode;
        if (_state == AccessState.Open && (mode == AccessMode.Token || !BoundAddresses.AllLoopback(Addresses)))
            RequireToken();
    }

    /// <summary>The state for one connection: what reaches an auto server from outside was bound after the decision.</summary>
    /// <param name="local">The address that the connection came in on; null where there is none.</param>
    public AccessState For(IPAddress? local)
    {
        if (
            _state == AccessState.Open
            && Mode == AccessMode.Auto
            && ((local is not null && !IPAddress.IsLoopback(local.ToComparable())) || !BoundAddresses.AllLoopback(Addresses))
        )
        {
            RequireToken();
        }
        return _state;
    }

    private void RequireToken()
    {
        lock (_change)
        {
            if (_state == AccessState.TokenRequired)
                return;
            _state = AccessState.TokenRequired;
        }
        TokenCameToBeRequired?.Invoke();
    }
}

/// <summary>Answers nothing but the health check until it is known who may ask.</summary>
internal sealed class ModeGate(RequestDelegate next, AccessGate gate)
{
    public Task InvokeAsync(HttpContext context) =>
        gate.State == AccessState.Unknown && context.Request.Path != "/healthz" ? AccessProblems.NotReady(context) : next(context);
}
