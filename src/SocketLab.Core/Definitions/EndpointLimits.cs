namespace SocketLab.Core.Definitions;

/// <summary>Ceilings for everything that could grow without end.</summary>
public sealed record EndpointLimits
{
    /// <summary>Endpoints in the workspace.</summary>
    public int Endpoints { get; init; } = 200;

    /// <summary>
    /// What one listener's <c>maxConnections</c> may be raised to: what the open-file limit leaves for connections of peers.
    /// </summary>
    public int MaxConnectionsPerListener { get; init; } = DescriptorShares.OfProcess.Peers;

    /// <summary>Ceiling in bytes for one endpoint's journal.</summary>
    public long JournalBytes { get; init; } = 256L << 20;

    /// <summary>Ceiling in bytes for all journals together.</summary>
    public long JournalBytesTotal { get; init; } = 1L << 30;

    /// <summary>Send jobs that run or are paused at once.</summary>
    public int Jobs { get; init; } = 32;

    /// <summary>Messages a second that jobs send to public addresses, all together.</summary>
    public int PublicPerSecond { get; init; } = 100;

    /// <summary>What an endpoint's <c>replyLimitPerSecond</c> may be raised to.</summary>
    public int RepliesPerSecond { get; init; } = 100_000;

    /// <summary>
    /// What the expressions of all endpoints' reply rules may take together, in bytes as making them allocates: enough for a thousand plain
    /// ones.
    /// </summary>
    public long ReplyExpressionBytes { get; init; } = 512L << 20;

    /// <summary>What <c>maxConnections</c> is when a definition does not say.</summary>
    public int DefaultConnectionsPerListener { get; init; } = new TcpOptions().MaxConnections;

    /// <summary>The definition with the defaults of these limits: for one that says nothing of its own about them.</summary>
    public EndpointDefinition Fit(EndpointDefinition definition) =>
        definition with
        {
            ReplyLimitPerSecond = Math.Min(definition.ReplyLimitPerSecond, RepliesPerSecond),
            Tcp = definition.Tcp with { MaxConnections = Math.Min(DefaultConnectionsPerListener, MaxConnectionsPerListener) },
            Journal = definition.Journal with { MaxBytes = Math.Min(definition.Journal.MaxBytes, JournalBytes) },
        };
}
