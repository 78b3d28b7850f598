using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SocketLab.Web.Components.Common;

/// <summary>Calls to a browser that may be gone, or may have removed what the call is about.</summary>
internal static class BrowserCalls
{
    /// <summary>Whether a call failed because nobody is there to answer it any more, which is no fault of the program.</summary>
    public static bool IsBrowserGone(this Exception error) =>
        error is JSDisconnectedException or ObjectDisposedException or OperationCanceledException;

    /// <summary>
    /// Writes what the page shows into its address, in the browser: only there it is known whether the person is on the way elsewhere.
    /// </summary>
    /// <param name="script">The browser.</param>
    /// <param name="navigation">Where the page is.</param>
    /// <param name="query">Parameters by name; null removes one.</param>
    /// <param name="replaces">Whether Back goes to what was before the present address.</param>
    /// <param name="closed">The page is gone.</param>
    public static async Task WriteAddressAsync(
        this IJSRuntime script,
        NavigationManager navigation,
        IReadOnlyDictionary<string, object?> query,
        bool replaces,
        CancellationToken closed
    )
    {
        var address = navigation.GetUriWithQueryParameters(query);
        try
        {
            await script.InvokeVoidAsync("socketLab.writeAddress", closed, new Uri(navigation.Uri).AbsolutePath, address, replaces);
        }
        catch (Exception error) when (error.IsBrowserGone())
        {
            // There is no address any more.
        }
    }

    /// <summary>Puts the focus on an element, if it is still there: somebody else may have removed what it belonged to.</summary>
    public static async ValueTask TryFocusAsync(this ElementReference element)
    {
        if (element.Context is null)
        {
            return;
        }

        try
        {
            await element.FocusAsync();
        }
        catch (Exception error) when (error.IsBrowserGone() || error is JSException)
        {
            // What had the focus before keeps it.
        }
    }
}
