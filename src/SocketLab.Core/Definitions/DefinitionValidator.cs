namespace SocketLab.Core.Definitions;

/// <summary>Says what is wrong with a definition, all at once, before anything is stored or bound.</summary>
public static class DefinitionValidator
{
    /// <summary>Two segments of 128 KiB: enough for the longest datagram twice.</summary>
    public const long MinJournalBytes = 256 << 10;

    /// <summary>Everything wrong with <paramref name="definition"/>; empty when it can be stored and started.</summary>
    public static IReadOnlyList<DefinitionError> Validate(EndpointDefinition definition, EndpointLimits limits)
    {
        var errors = new DefinitionErrors();
        errors.Require(Enum.IsDefined(definition.Kind), "$.kind", "Choose udpListener, tcpListener, udpSender or tcpClient.");
        if (errors.List.Count > 0)
        {
            // What else is right or wrong depends on it.
            return errors.List;
        }

        errors.Require(definition.Name.Length <= 100, "$.name", "A name has at most 100 characters.");
        errors.Require(!definition.Name.Any(char.IsControl), "$.name", "A name has no control characters, such as line breaks or tabs.");
        errors.Require(definition.Group.Length <= 50, "$.group", "The name of a group has at most 50 characters.");
        errors.Require(!definition.Group.Any(char.IsControl), "$.group", "The name of a group has no control characters.");
        errors.Require(definition.DecodeAs.Length == 0 || DissectorName.IsOne(definition.DecodeAs), "$.decodeAs", DissectorName.Rule);
        AddressCheck.Validate(definition, errors);
        errors.RequireRange(definition.Udp.MaxDatagramBytes, 1, 65_535, "$.udp.maxDatagramBytes");
        errors.RequireRange(definition.Udp.ReceiveBufferBytes, 2_048, 1 << 30, "$.udp.receiveBufferBytes");
        errors.AddRange(MulticastCheck.Validate(definition));
        TcpCheck.Validate(definition.Tcp, limits, errors);
        errors.AddRange(TlsCheck.Validate(definition));
        errors.Require(
            !definition.Tcp.Reconnect || definition.Kind.Traits().Connects,
            "$.tcp.reconnect",
            "Only a TCP client connects again."
        );
        errors.AddRange(ReplyRuleCheck.Validate(definition.Reply, definition.Kind, limits.ReplyExpressionBytes));
        errors.RequireRange(definition.ReplyLimitPerSecond, 1, limits.RepliesPerSecond, "$.replyLimitPerSecond");
        errors.Require(Enum.IsDefined(definition.SequenceFormat), "$.sequenceFormat", "Choose stamp or rtp.");
        errors.Require(
            definition.SequenceFormat != SequenceFormat.Rtp || definition.Kind.IsUdp(),
            "$.sequenceFormat",
            "RTP is measured over UDP only; choose stamp."
        );
        errors.RequireRange(definition.RtpClockRate, 1, 1_000_000_000, "$.rtpClockRate");
        errors.RequireRange(definition.Journal.MaxBytes, MinJournalBytes, limits.JournalBytes, "$.journal.maxBytes");
        return errors.List;
    }
}
