namespace SocketLab.Contracts;

/// <summary>How fast messages and bytes come and go.</summary>
public sealed record RatesDto(
    double ReceiveMessagesPerSecond,
    double ReceiveBytesPerSecond,
    double SendMessagesPerSecond,
    double SendBytesPerSecond
);

/// <summary>The rates of a connection: over the last second, over the last ten, and the highest over a second.</summary>
public sealed record ConnectionRatesDto(
    double ReceiveMessagesPerSecond,
    double ReceiveBytesPerSecond,
    double SendMessagesPerSecond,
    double SendBytesPerSecond,
    RatesDto TenSeconds,
    RatesDto Peak
);

/// <summary>The highest that an endpoint's figures were since the server started.</summary>
public sealed record EndpointPeakDto(
    double ReceiveMessagesPerSecond,
    double ReceiveBytesPerSecond,
    double SendMessagesPerSecond,
    double SendBytesPerSecond,
    int ConnectionsOpen,
    int? ReceiveQueueBytes
);
