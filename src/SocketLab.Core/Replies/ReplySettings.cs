using SocketLab.Core.Definitions;

namespace SocketLab.Core.Replies;

/// <summary>What a responder goes by. Replaced as a whole while it runs.</summary>
/// <param name="Rules">The rules and their counts.</param>
/// <param name="Framing">What a message is on a stream.</param>
/// <param name="LimitPerSecond">Answers a second at most.</param>
/// <param name="JournalBytes">What the journal keeps at most.</param>
/// <param name="ToSystemPorts">Whether datagrams from ports below 1024 are answered too.</param>
internal sealed record ReplySettings(ReplyRuleSet Rules, FramingOptions Framing, int LimitPerSecond, long JournalBytes, bool ToSystemPorts);
