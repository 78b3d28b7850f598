namespace SocketLab.Core.Tests.Architecture.Circle.Lower;

/// <summary>Half of a circle that the check must find.</summary>
public static class Ground
{
    public static int Height => Upper.Inner.Roof.Height - 1;
}
