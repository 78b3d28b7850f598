namespace SocketLab.Contracts;

/// <summary>What an endpoint's entries, or those that a filter takes, sum up to.</summary>
/// <param name="JournalId">The life of the journal.</param>
/// <param name="First">The oldest entry that was looked at.</param>
/// <param name="Last">The newest entry that was looked at.</param>
/// <param name="Missed">Entries between both that were evicted before they were looked at.</param>
/// <param name="Events">Events.</param>
/// <param name="Truncated">Received messages of which the socket delivered less than was sent.</param>
/// <param name="Total">All messages.</param>
/// <param name="ReceivedSizes">Lengths of the messages received, in bytes.</param>
/// <param name="SentSizes">Lengths of the messages sent, in bytes.</param>
/// <param name="GapsMicroseconds">Time from each message received to the next, in microseconds.</param>
/// <param name="Peers">By the other side's address, the one with most bytes first.</param>
/// <param name="Ports">By the other side's port, the one with most bytes first.</param>
public sealed record SummaryDto(
    string JournalId,
    long First,
    long Last,
    long Missed,
    long Events,
    long Truncated,
    AmountDto Total,
    DistributionDto ReceivedSizes,
    DistributionDto SentSizes,
    DistributionDto GapsMicroseconds,
    AmountsDto<PeerAmountDto> Peers,
    AmountsDto<PortAmountDto> Ports
)
{
    /// <summary>Entries of which a regular expression took too long to tell: they count as such that it finds nothing in.</summary>
    public long Undecided { get; init; }
}

/// <summary>Messages and bytes, and how long it took.</summary>
public sealed record AmountDto(
    long ReceivedMessages,
    long ReceivedBytes,
    long SentMessages,
    long SentBytes,
    DateTime? First,
    DateTime? Last
);

/// <summary>Some amounts, the one with most bytes first.</summary>
/// <param name="Rows">Those that were told apart.</param>
/// <param name="Others">What all others had together; null while all are told apart.</param>
public sealed record AmountsDto<T>(IReadOnlyList<T> Rows, AmountDto? Others);

/// <summary>What came from and went to an address.</summary>
public sealed record PeerAmountDto(string Address, AmountDto Total);

/// <summary>What came from and went to a port.</summary>
public sealed record PortAmountDto(int Port, AmountDto Total);

/// <summary>How values are distributed; null where there are none. Percentiles are at most 1/32 too large.</summary>
public sealed record DistributionDto(
    long Count,
    double? Min,
    double? Mean,
    double? Median,
    double? P95,
    double? P99,
    double? Max,
    IReadOnlyList<RangeDto> Ranges
);

/// <summary>How many values lie in a range, both ends included.</summary>
public sealed record RangeDto(double From, double To, long Count);

/// <summary>Who talked with an endpoint.</summary>
/// <param name="JournalId">The life of the journal.</param>
/// <param name="First">The oldest entry that was looked at.</param>
/// <param name="Last">The newest entry that was looked at.</param>
/// <param name="Missed">Entries between both that were evicted before they were looked at.</param>
/// <param name="Conversations">Both directions between two peers, the one with most bytes first.</param>
/// <param name="Others">What all others had together; null while all are told apart.</param>
public sealed record ConversationsDto(
    string JournalId,
    long First,
    long Last,
    long Missed,
    IReadOnlyList<ConversationDto> Conversations,
    AmountDto? Others
);

/// <summary>Both directions between two peers: a connection, or all datagrams to and from one address and port.</summary>
/// <param name="Peer">The other side.</param>
/// <param name="Local">Our end; null where nobody knows.</param>
/// <param name="ConnectionId">The connection; null for datagrams.</param>
/// <param name="Total">What came and went.</param>
/// <param name="DurationSeconds">From the first message to the last.</param>
/// <param name="BytesPerSecond">Both ways, over that time; null where it is too short to tell.</param>
/// <param name="Filter">The filter that takes its entries; null where none can.</param>
public sealed record ConversationDto(
    AddressDto? Peer,
    AddressDto? Local,
    string? ConnectionId,
    AmountDto Total,
    double DurationSeconds,
    double? BytesPerSecond,
    string? Filter
);

/// <summary>Who talked with several endpoints.</summary>
/// <param name="Missed">Entries that were evicted before they were looked at.</param>
/// <param name="Conversations">Those of all endpoints, the one with most bytes first.</param>
/// <param name="Others">What all others had together; null while all are told apart.</param>
public sealed record MergedConversationsDto(long Missed, IReadOnlyList<MergedConversationDto> Conversations, AmountDto? Others);

/// <summary>A conversation of one of several endpoints.</summary>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="Endpoint">Its name.</param>
/// <param name="OtherEndpointId">The endpoint here that is the peer; null where it is none, or is not known to be one any more.</param>
/// <param name="Conversation">What was said.</param>
public sealed record MergedConversationDto(string EndpointId, string Endpoint, string? OtherEndpointId, ConversationDto Conversation);
