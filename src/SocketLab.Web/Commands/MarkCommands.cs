using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Journal;

namespace SocketLab.Web.Commands;

/// <summary>Marks on entries, and the notes on them. Each command asks for the operator's right.</summary>
public sealed class MarkCommands(EndpointSupervisor supervisor)
{
    /// <summary>Marks an entry, or changes its note.</summary>
    /// <exception cref="NotFoundException">The endpoint or the entry is not there.</exception>
    /// <exception cref="InvalidRequestException">The note is too long.</exception>
    /// <exception cref="LimitReachedException">The journal has as many marks as it can.</exception>
    public void Mark(Caller caller, string endpointId, long sequence, string? note)
    {
        caller.RequireOperator();
        var marks = supervisor.Get(endpointId).Journal.Marks;
        var text = note?.Trim() ?? "";
        if (text.Length > MarkedEntries.MaxNote)
        {
            throw new InvalidRequestException("$.note", $"A note has {MarkedEntries.MaxNote} characters at most.");
        }

        if (!marks.Set(sequence, text))
        {
            throw marks.All.Count >= MarkedEntries.MaxMarks
                ? new LimitReachedException("Marks", MarkedEntries.MaxMarks)
                : new NotFoundException($"The endpoint keeps no entry {sequence}.");
        }
    }

    /// <summary>Takes the mark from an entry; does nothing where there is none.</summary>
    /// <exception cref="NotFoundException">The endpoint is not there.</exception>
    public void Unmark(Caller caller, string endpointId, long sequence)
    {
        caller.RequireOperator();
        supervisor.Get(endpointId).Journal.Marks.Remove(sequence);
    }
}
