namespace SocketLab.Web.ViewState;

/// <summary>What is shown of an endpoint.</summary>
public enum EndpointView
{
    /// <summary>All that happened, in order.</summary>
    Feed,

    /// <summary>Its connections.</summary>
    Connections,

    /// <summary>The stream of its newest connection, cut into frames.</summary>
    Frames,

    /// <summary>What came when, how long it was and from whom, as plots.</summary>
    Plots,

    /// <summary>The same in figures, and who talked with whom.</summary>
    Statistics,
}

/// <summary>The panes of the workbench, of which a narrow screen shows one.</summary>
public enum WorkbenchTab
{
    /// <summary>The list of endpoints.</summary>
    Endpoints,

    /// <summary>The view of the selected one.</summary>
    Feed,

    /// <summary>The inspector.</summary>
    Inspect,

    /// <summary>The composer.</summary>
    Send,
}
