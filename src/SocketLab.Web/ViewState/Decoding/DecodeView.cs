using SocketLab.Core.Dissecting;
using SocketLab.Core.Endpoints;
using SocketLab.Core.Payloads;

namespace SocketLab.Web.ViewState.Decoding;

/// <summary>An entry as Wireshark reads it. The one before is shown until the answer is there.</summary>
public sealed class DecodeView(Dissector dissector, EndpointSupervisor supervisor) : LiveState
{
    private readonly DecodeTree _tree = new();
    private CancellationTokenSource? _asking;
    private DissectedEntry? _decoded;
    private (string? Endpoint, long Sequence, string Protocol) _wanted;

    /// <summary>Whether Wireshark's dissectors are installed.</summary>
    public bool IsInstalled { get; } = dissector.IsInstalled;

    /// <summary>Whether an answer is awaited.</summary>
    public bool IsAsking => _asking is not null;

    /// <summary>The innermost protocol and what the entry is about; null before the first answer.</summary>
    public DissectedSummary? Summary { get; private set; }

    /// <summary>Why there is no answer; null where there is one.</summary>
    public string? Problem { get; private set; }

    /// <summary>The lines in sight.</summary>
    public IReadOnlyList<DecodeRow> Rows { get; private set; } = [];

    /// <summary>Has an entry decoded, in the place of the one before.</summary>
    /// <param name="endpoint">The endpoint that it is of.</param>
    /// <param name="sequence">Its sequence.</param>
    /// <param name="protocol">Wireshark's name of the protocol; empty where Wireshark decides.</param>
    public async Task ShowAsync(Endpoint endpoint, long sequence, string protocol)
    {
        var wanted = (endpoint.Id, sequence, protocol);
        if (!IsInstalled || wanted == _wanted)
        {
            return;
        }

        Stop();
        _wanted = wanted;
        using var asking = new CancellationTokenSource();
        _asking = asking;
        OnChanged();
        DissectedEntry? decoded = null;
        string? problem = null;
        try
        {
            // On the thread pool: what goes into the small capture file is copied out of the journal.
            decoded = await Task.Run(
                () => dissector.DecodeAsync(supervisor.ToCaptureSource(endpoint), sequence, protocol is "" ? null : protocol, asking.Token),
                asking.Token
            );
            problem = decoded is null ? "This entry is not kept any more." : null;
        }
        catch (DissectorException error)
        {
            problem = $"{error.Message} {error.Hint}".TrimEnd();
        }
        catch (OperationCanceledException)
        {
            // Another one is looked at.
        }
        finally
        {
            _asking = _asking == asking ? null : _asking;
        }

        if (!asking.IsCancellationRequested)
        {
            (_decoded, Problem) = (decoded, problem);
            Summary = decoded is null ? null : new(decoded.Protocol, VisibleText.Sentence(decoded.Info));
            Refresh();
        }
    }

    /// <summary>What the field of a line is in other entries.</summary>
    /// <param name="row">A line in sight.</param>
    /// <param name="message">The message that is decoded.</param>
    public FieldValue ValueOf(DecodeRow row, ReadOnlyMemory<byte> message) => FieldValue.Of(row, message, _decoded?.Tree ?? []);

    /// <summary>Opens a line, or closes it.</summary>
    public void Toggle(DecodeRow row)
    {
        _tree.Toggle(row);
        Refresh();
    }

    /// <summary>Waits for no answer any more.</summary>
    public void Stop()
    {
        _asking?.Cancel();
        _asking = null;
    }

    private void Refresh() => Change(() => Rows = _decoded is null ? [] : _tree.Rows(_decoded.Tree));
}
