namespace SocketLab.Core.Definitions;

/// <summary>Says what is wrong with TCP options: an endpoint's, and those that one connection may change.</summary>
internal static class TcpCheck
{
    private const int OneDay = 86_400;

    /// <summary>Adds everything wrong with an endpoint's options, except its encryption.</summary>
    public static void Validate(TcpOptions tcp, EndpointLimits limits, DefinitionErrors errors)
    {
        errors.RequireRange(tcp.Backlog, 1, 65_535, "$.tcp.backlog");
        errors.RequireRange(tcp.MaxConnections, 1, limits.MaxConnectionsPerListener, "$.tcp.maxConnections");
        errors.RequireRange(tcp.IdleTimeoutSeconds, 0, OneDay, "$.tcp.idleTimeoutSeconds");
        errors.RequireRange(tcp.HalfClosedSeconds, 0, OneDay, "$.tcp.halfClosedSeconds");
        errors.RequireRange(tcp.ConnectTimeoutSeconds, 1, 300, "$.tcp.connectTimeoutSeconds");
        Validate(ConnectionOptions.Of(tcp), "$.tcp", errors);
        errors.AddRange(FramingCheck.Validate(tcp.Framing));
    }

    /// <summary>Adds everything wrong with what one connection may change.</summary>
    /// <param name="options">The options.</param>
    /// <param name="path">The JSON path that they lie under.</param>
    /// <param name="errors">Where errors go.</param>
    public static void Validate(ConnectionOptions options, string path, DefinitionErrors errors)
    {
        errors.RequireRange(options.SendTimeoutSeconds, 0, OneDay, $"{path}.sendTimeoutSeconds");
        errors.RequireRange(options.KeepAliveSeconds, 0, 32_767, $"{path}.keepAliveSeconds");
        errors.RequireRange(options.LingerSeconds ?? 0, 0, 300, $"{path}.lingerSeconds");
    }
}
