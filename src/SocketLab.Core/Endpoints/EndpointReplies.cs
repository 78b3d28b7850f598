using SocketLab.Core.Definitions;
using SocketLab.Core.Replies;

namespace SocketLab.Core.Endpoints;

/// <summary>An endpoint's reply rules, what was counted of them over all runs, and who answers by them in the present run.</summary>
/// <remarks>Changed under the endpoint's lock; read from any thread.</remarks>
internal sealed class EndpointReplies(ReplyCounters counters, ReplyRuleSet rules)
{
    private ReplyRuleSet _rules = rules;

    // Of the present run, which owns it; null while there is none.
    private Responder? _responder;

    /// <summary>Replies sent and skipped, over all runs.</summary>
    public ReplyCounters Counters { get; } = counters;

    /// <summary>Matches of each rule since the rules changed last.</summary>
    public IReadOnlyList<long> Hits => Volatile.Read(ref _rules).Hits;

    /// <summary>Whether any rule answers a message with something.</summary>
    public bool AnswersMessages => Volatile.Read(ref _rules).AnswersMessages;

    /// <summary>Whether answering is paused at this moment, since answers came faster than the limit.</summary>
    public bool IsPaused => Volatile.Read(ref _responder)?.IsPaused == true;

    /// <summary>Makes a definition's rules ready for matching. It can take a while: not under a lock.</summary>
    public static ReplyRuleSet Read(EndpointDefinition definition, TimeProvider time) =>
        definition.Reply.Count == 0 ? ReplyRuleSet.None : new ReplyRuleSet(definition.Reply, time);

    /// <summary>Goes by a changed definition from the next message on.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="rules">Its rules, which are counted anew; null when they are those in use.</param>
    public void Use(EndpointDefinition definition, ReplyRuleSet? rules)
    {
        Volatile.Write(ref _rules, rules ?? _rules);
        _responder?.Use(SettingsOf(definition));
    }

    /// <summary>Lets a run's responder answer.</summary>
    public void Attach(Responder responder, EndpointDefinition definition)
    {
        Volatile.Write(ref _responder, responder);
        responder.Use(SettingsOf(definition));
    }

    /// <summary>Forgets the responder of a run that has ended.</summary>
    public void Detach() => Volatile.Write(ref _responder, null);

    private ReplySettings SettingsOf(EndpointDefinition definition) =>
        new(_rules, definition.Tcp.Framing, definition.ReplyLimitPerSecond, definition.Journal.MaxBytes, definition.Udp.ReplyToSystemPorts);
}
