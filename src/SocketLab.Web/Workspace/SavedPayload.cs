using SocketLab.Contracts;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.Workspace;

/// <summary>A saved payload and its id.</summary>
public sealed record StoredPayload(string Id, SavedPayload Content);

/// <summary>A payload that was sent.</summary>
/// <param name="Sequence">Its number: the later, the greater.</param>
/// <param name="Time">When it was sent, UTC.</param>
/// <param name="Payload">The payload as it was written.</param>
public sealed record SentPayload(long Sequence, DateTime Time, PayloadText Payload);
