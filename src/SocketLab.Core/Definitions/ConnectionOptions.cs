namespace SocketLab.Core.Definitions;

/// <summary>What of <see cref="TcpOptions"/> may change while a connection is open. Names, units and ranges are the same.</summary>
public sealed record ConnectionOptions
{
    private static readonly TcpOptions Defaults = new();

    /// <summary>Sends small writes at once instead of gathering them (TCP_NODELAY).</summary>
    public bool NoDelay { get; init; } = Defaults.NoDelay;

    /// <summary>Idle time in seconds before the system probes a silent peer. 0: no probes.</summary>
    public int KeepAliveSeconds { get; init; } = Defaults.KeepAliveSeconds;

    /// <summary>What a close does with data that is not acknowledged; see <see cref="TcpOptions.LingerSeconds"/>.</summary>
    public int? LingerSeconds { get; init; } = Defaults.LingerSeconds;

    /// <summary>A send that the peer does not take for so long fails. 0: never. For sends that begin later.</summary>
    public int SendTimeoutSeconds { get; init; } = Defaults.SendTimeoutSeconds;

    /// <summary>These options of an endpoint's.</summary>
    public static ConnectionOptions Of(TcpOptions options) =>
        new()
        {
            NoDelay = options.NoDelay,
            KeepAliveSeconds = options.KeepAliveSeconds,
            LingerSeconds = options.LingerSeconds,
            SendTimeoutSeconds = options.SendTimeoutSeconds,
        };

    /// <summary>Everything wrong with them, by JSON path from their own root.</summary>
    public IReadOnlyList<DefinitionError> Validate()
    {
        var errors = new DefinitionErrors();
        TcpCheck.Validate(this, "$", errors);
        return errors.List;
    }

    /// <summary>An endpoint's options with those of this connection in their place.</summary>
    internal TcpOptions Into(TcpOptions options) =>
        options with
        {
            NoDelay = NoDelay,
            KeepAliveSeconds = KeepAliveSeconds,
            LingerSeconds = LingerSeconds,
            SendTimeoutSeconds = SendTimeoutSeconds,
        };
}
