using SocketLab.Web.ViewState.Connections;
using SocketLab.Web.ViewState.Feed;

namespace SocketLab.Web.ViewState;

/// <summary>The single keys that move about in the view of the selected endpoint.</summary>
public static class WorkbenchKeys
{
    /// <summary>Does what a key stands for in the view that is shown.</summary>
    /// <returns>Whether it stands for anything there.</returns>
    public static bool Press(WorkbenchState state, string key) =>
        state.Selected is { } selected && (Views.TryGetValue(key, out var view) ? Show(state, view) : PressIn(state, selected, key));

    private static Dictionary<string, EndpointView> Views { get; } =
        new()
        {
            ["1"] = EndpointView.Feed,
            ["2"] = EndpointView.Frames,
            ["3"] = EndpointView.Connections,
            ["4"] = EndpointView.Plots,
            ["5"] = EndpointView.Statistics,
        };

    private static bool Show(WorkbenchState state, EndpointView view)
    {
        state.Show(view);
        return true;
    }

    private static bool PressIn(WorkbenchState state, SelectedEndpoint selected, string key) =>
        state.View switch
        {
            EndpointView.Connections => selected.Connections is { } table && Press(selected, table, key),
            EndpointView.Frames when selected.Frames?.Press(key) == true => true,
            EndpointView.Plots or EndpointView.Statistics => false,
            _ => Press(selected.Feed, key),
        };

    private static bool Press(FeedState feed, string key)
    {
        switch (key)
        {
            case " ":
                feed.TogglePause();
                return true;
            case "j" or "k":
                feed.Selection.Move(key == "j" ? 1 : -1);
                return true;
            case "." or ",":
                feed.Selection.MoveToMark(forward: key == ".");
                return true;
            case "g":
                feed.SelectFirst();
                return true;
            case "G":
                feed.SelectLast();
                return true;
            case "Escape":
                feed.Selection.Select(null);
                return true;
            default:
                return false;
        }
    }

    private static bool Press(SelectedEndpoint selected, ConnectionList table, string key)
    {
        Action? action = key switch
        {
            "j" => () => table.Move(1),
            "k" => () => table.Move(-1),
            "g" => table.GoToFirst,
            "G" => table.GoToLast,
            " " => table.ToggleCurrent,
            "Escape" => table.SelectNone,
            _ => null,
        };
        if (action is not null)
        {
            selected.Change(action);
        }

        return action is not null;
    }
}
