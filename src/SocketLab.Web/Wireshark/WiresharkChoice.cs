using SocketLab.Core.Capture.Writing;

namespace SocketLab.Web.Wireshark;

/// <summary>What of an endpoint Wireshark is to read from a port of its own. Two that ask for the same are equal.</summary>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="Filter">Which messages; empty for all.</param>
/// <param name="ConnectionId">The one connection that is wanted; empty for all.</param>
/// <param name="Form">As packets or as messages.</param>
public sealed record WiresharkChoice(string EndpointId, string Filter, string ConnectionId, CaptureForm Form);
