namespace SocketLab.Web.Components.Layout;

/// <summary>Keys that work at one place, as the list of keys tells them.</summary>
/// <param name="Where">The place.</param>
/// <param name="Keys">The keys, each of which does the same, and what that is.</param>
public sealed record KeyGroup(string Where, IReadOnlyList<(string[] Keys, string What)> Keys)
{
    /// <summary>What can be chosen by its name as well: the lines with one key that does all of what they say.</summary>
    public IEnumerable<(string Key, string Shown, string What)> Actions =>
        from line in Keys
        let single = line.Keys.Where(key => key == "space" || (key.Length == 1 && !"↑↓←→".Contains(key, StringComparison.Ordinal))).ToList()
        where single.Count == 1 && !line.Keys.Any(key => key is "Ctrl" or "Alt" or "Shift")
        select (single[0] == "space" ? " " : single[0], single[0], line.What);

    /// <summary>All keys there are.</summary>
    public static IReadOnlyList<KeyGroup> All { get; } =
    [
        new(
            "Endpoints",
            [
                (["n"], "New endpoint"),
                (["J"], "Next endpoint"),
                (["K"], "Previous endpoint"),
                (["s"], "Start or stop it"),
                (["1"], "Show the feed"),
                (["2"], "Show the frames"),
                (["3"], "Show the connections"),
                (["4"], "Show the plots"),
                (["5"], "Show the statistics"),
                (["F2"], "Rename it, on its card"),
                (["Alt", "↑", "↓"], "Move it up or down, on its card"),
                (["z"], "Undo a clear or a deletion, as Ctrl+Z does"),
            ]
        ),
        new(
            "Feed and frames",
            [
                (["j", "↓"], "Next row"),
                (["k", "↑"], "Previous row"),
                (["g", "Home"], "Select the first row"),
                (["G", "End"], "Select the newest row, and follow"),
                (["PgUp", "PgDn"], "Scroll by a page"),
                (["/"], "Filter the feed, the frames or a followed stream; arrow keys and Tab take what is proposed"),
                (
                    ["Ctrl+F"],
                    "Search in the feed, the frames or a followed conversation; Enter or F3 goes on, with Shift back, Esc ends it"
                ),
                (["Menu", "Shift+F10"], "What to show: only rows like the selected one, or none like it"),
                (["space"], "Pause or resume the feed"),
                (["r"], "Reply to the selected row's peer"),
                (["f"], "Follow the conversation of the selected row"),
                (["h"], "Hold the selected row, or compare with the one that is held"),
                (["i"], "Next tab of the inspector"),
                (["b"], "To the selected row's bytes, and back; Esc leads back as well"),
                (["←", "→", "↑", "↓"], "Select a byte there; with Shift several, Ctrl+A all"),
                (["y"], "Copy the selected row's bytes as a hex dump"),
                (["Y"], "Copy the selected row's bytes as text"),
                (["Shift", "↑", "↓"], "Select more rows; Ctrl and a click selects one more, Ctrl+A all"),
                (["Ctrl+C"], "Copy the selected rows; more ways are in their menu (right click, or the menu key)"),
                (["m"], "Mark the selected rows, or unmark them"),
                (["M"], "Write a note on the selected rows"),
                (["."], "Next marked row"),
                ([","], "Previous marked row"),
            ]
        ),
        new(
            "Connections",
            [
                (["j", "k", "↓", "↑"], "Next and previous row"),
                (["space"], "Select it, or not"),
                (["Enter"], "Open it"),
                (["r"], "Send to the selected ones"),
            ]
        ),
        new(
            "A connection or conversation",
            [
                (["J"], "Next connection"),
                (["K"], "Previous connection"),
                (["g"], "Beginning"),
                (["G"], "End, and follow"),
                (["Esc"], "Back to its endpoint"),
            ]
        ),
        new(
            "Boundaries",
            [
                (["←", "→"], "Previous and next piece"),
                (["↑", "↓"], "What was sent, and what came of it"),
                (["+", "-"], "Show fewer or more bytes, as the wheel does"),
                (["0"], "Show all"),
                (["PgUp", "PgDn"], "Move"),
                (["Home", "End"], "Beginning; end, and follow"),
            ]
        ),
        new("Composer", [(["c"], "Write"), (["Ctrl", "Enter"], "Send"), (["↑", "↓"], "Earlier and later payloads, while it is empty")]),
        new(
            "Everywhere",
            [
                (["t"], "Dark or light"),
                (["Enter"], "In a form: save it"),
                (["Esc"], "Close a dialog or menu; clear the selection"),
                (["Ctrl", "K"], "Find any action, endpoint, filter or page"),
                (["?"], "The list of all keys"),
            ]
        ),
    ];
}
