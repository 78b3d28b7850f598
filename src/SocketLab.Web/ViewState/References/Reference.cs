namespace SocketLab.Web.ViewState.References;

/// <summary>A place where more is to be read about something that happened.</summary>
/// <param name="Anchor">Its place on the page <c>/reading</c>.</param>
/// <param name="Name">The standard and its section, or the manual page.</param>
/// <param name="Title">What it is called, in words.</param>
/// <param name="About">What is found there and what it is good for, in a sentence or two of our own.</param>
/// <param name="Address">Where it is published.</param>
public sealed record Reference(string Anchor, string Name, string Title, string About, string Address)
{
    /// <summary>Where on SocketLab's own pages it stands.</summary>
    public string Link => $"reading#{Anchor}";

    /// <summary>An RFC.</summary>
    public static Reference Rfc(int number, string title, string about) =>
        new($"rfc{number}", $"RFC {number}", title, about, $"https://www.rfc-editor.org/rfc/rfc{number}");

    /// <summary>A section of an RFC.</summary>
    public static Reference Rfc(int number, string section, string title, string about) =>
        new(
            $"rfc{number}-{section.Replace('.', '-')}",
            $"RFC {number}, section {section}",
            title,
            about,
            $"https://www.rfc-editor.org/rfc/rfc{number}#section-{section}"
        );

    /// <summary>A draft of the IETF, in its newest version.</summary>
    public static Reference Draft(string name, string title, string about) =>
        new(name, name, title, about, $"https://datatracker.ietf.org/doc/{name}/");

    /// <summary>A page of the Linux manual.</summary>
    public static Reference Man(string name, int section, string title, string about) =>
        new(
            $"{name}-{section}",
            $"{name}({section})",
            title,
            about,
            $"https://man7.org/linux/man-pages/man{section}/{name}.{section}.html"
        );
}
