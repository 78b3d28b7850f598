using SocketLab.Core.Definitions;
using SocketLab.Core.Journal;
using SocketLab.Core.Transport.Tcp;

namespace SocketLab.Core.Transport;

/// <summary>What a transport needs of its endpoint for one run.</summary>
/// <param name="EndpointId">The endpoint's id.</param>
/// <param name="Definition">What the user configured, defaults written out.</param>
/// <param name="Journal">Where the transport writes what happens.</param>
/// <param name="Connections">Where a stream transport keeps its connections; they outlive the run.</param>
internal sealed record TransportOrder(string EndpointId, EndpointDefinition Definition, EntryJournal Journal, ConnectionTable Connections);
