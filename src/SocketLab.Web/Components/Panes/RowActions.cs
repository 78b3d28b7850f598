using System.Buffers;
using System.Text;
using MudBlazor;
using SocketLab.Core.Capture.Export;
using SocketLab.Core.Journal;
using SocketLab.Web.Api;
using SocketLab.Web.Commands;
using SocketLab.Web.Components.Common;
using SocketLab.Web.Components.Feed;
using SocketLab.Web.ViewState;
using SocketLab.Web.ViewState.Feed;
using SocketLab.Web.ViewState.Rows;

namespace SocketLab.Web.Components.Panes;

/// <summary>What a person does with the selected rows of the feed: copies them, marks them, writes a note.</summary>
public sealed class RowActions(MarkCommands marks, WorkbenchState state, Prompts prompts, IDialogService dialogs)
{
    /// <summary>What is put on a clipboard at most; more is a file's business.</summary>
    private const int MaxBytes = 4 << 20;

    private FeedState? Feed => state.Selected?.Feed;

    /// <summary>What can be done, as a menu.</summary>
    public IReadOnlyList<MenuAction> Menu(Caller caller) =>
        [
            new("Copy as text", () => CopyAsync(RowForm.Text), "Ctrl+C"),
            new("Copy as JSON", () => CopyAsync(RowForm.Json)),
            new("Copy as hex", () => CopyAsync(RowForm.Hex)),
            new("Copy as C array", () => CopyAsync(RowForm.CArray)),
            new("Save as a file", SaveAsync),
            .. caller.CanOperate
                ? [new("Mark, or unmark", () => ToggleMarkAsync(caller), "m"), new("Write a note…", () => NoteAsync(caller), "Shift+M")]
                : Array.Empty<MenuAction>(),
        ];

    /// <summary>Puts the selected rows on the clipboard.</summary>
    public async Task CopyAsync(RowForm form)
    {
        var (text, count, isWhole) = Write(form);
        if (count > 0)
        {
            var rows = count == 1 ? "1 row" : $"{Number(count)} rows";
            await prompts.CopyAsync(
                text,
                isWhole ? $"Copied {rows}." : $"Copied the first {rows}: more do not fit. Save them as a file.",
                "The browser did not allow copying."
            );
        }
    }

    /// <summary>Saves the selected rows as a file: by the export where they are a run of one journal, whatever their size.</summary>
    public async Task SaveAsync()
    {
        if (Feed is not { Selection.All.Rows: { Count: > 0 } rows } || EndpointOf(rows.First()) is not { } endpoint)
        {
            return;
        }

        var (first, last) = (rows.Min(row => row.Sequence), rows.Max(row => row.Sequence));
        if (rows.Select(row => row.JournalId).Distinct().Count() == 1 && last - first + 1 == rows.Count)
        {
            await prompts.DownloadAsync($"api/endpoints/{endpoint.Id}/export?format=text&after={first - 1}&before={last + 1}");
        }
        else
        {
            var (text, count, isWhole) = Write(RowForm.Text);
            await prompts.SaveAsync("rows.txt", text);
            if (!isWhole)
            {
                prompts.Tell($"Saved the first {Number(count)} rows: more do not fit into such a file. A filter can save them all.");
            }
        }
    }

    /// <summary>Marks the selected rows; takes the marks from them where all have one.</summary>
    public Task ToggleMarkAsync(Caller caller)
    {
        var rows = Rows();
        var areMarked = rows.All(row => row.Endpoint.Journal.Marks.Find(row.Sequence) is not null);
        return ChangeAsync(() =>
        {
            foreach (var (endpoint, sequence) in rows)
            {
                if (areMarked)
                {
                    marks.Unmark(caller, endpoint.Id, sequence);
                }
                else if (endpoint.Journal.Marks.Find(sequence) is null)
                {
                    marks.Mark(caller, endpoint.Id, sequence, null);
                }
            }
        });
    }

    /// <summary>Asks for a note, and puts it on the selected rows.</summary>
    public async Task NoteAsync(Caller caller)
    {
        var rows = Rows();
        if (!caller.CanOperate || rows.Count == 0)
        {
            return;
        }

        var before = rows.Select(row => row.Endpoint.Journal.Marks.Find(row.Sequence)).FirstOrDefault(note => note is { Length: > 0 })
            ?? "";
        if (await NoteDialog.AskAsync(dialogs, rows.Count, before) is { } note)
        {
            await ChangeAsync(() =>
            {
                foreach (var (endpoint, sequence) in rows)
                {
                    marks.Mark(caller, endpoint.Id, sequence, note);
                }
            });
        }
    }

    private async Task ChangeAsync(Action change)
    {
        await prompts.TryAsync(() =>
        {
            change();
            return Task.CompletedTask;
        });
        Feed?.Refresh();
    }

    private List<(Endpoint Endpoint, long Sequence)> Rows() =>
        Feed is { Selection.All.Rows: var rows }
            ? [.. from row in rows let endpoint = EndpointOf(row) where endpoint is not null select (endpoint, row.Sequence)]
            : [];

    private Endpoint? EndpointOf(EntryRef row) => state.Merged is { } merged ? merged.EndpointOf(row) : state.Selected?.Endpoint;

    private (string Text, int Count, bool IsWhole) Write(RowForm form)
    {
        var (buffer, count, isWhole) = (new ArrayBufferWriter<byte>(), 0, true);
        var formats = new Dictionary<string, IExportFormat>();
        Feed?.Selection.Visit(
            (EntryRef name, in EntryView entry) =>
            {
                if (buffer.WrittenCount > MaxBytes)
                {
                    isWhole = false;
                    return false;
                }

                if (!formats.TryGetValue(name.JournalId, out var format))
                {
                    formats.Add(name.JournalId, format = Format(form, EndpointOf(name)!));
                }

                format.Write(buffer, entry);
                count++;
                return true;
            }
        );
        return (Encoding.UTF8.GetString(buffer.WrittenSpan), count, isWhole);
    }

    private static IExportFormat Format(RowForm form, Endpoint endpoint) =>
        form switch
        {
            RowForm.Json => new JsonLinesFormat(endpoint),
            RowForm.Hex => new HexLinesFormat(),
            RowForm.CArray => new CArrayFormat(),
            _ => new TextFormat(),
        };
}
