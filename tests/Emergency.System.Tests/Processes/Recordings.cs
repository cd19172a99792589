using Emergency.Agent.Inputs;
using Emergency.Contracts;
using Emergency.TestKit;

namespace Emergency.System.Tests;

/// <summary>Real recordings from the public reference data, in the form in which they travel.</summary>
internal static class Recordings
{
    /// <summary>Ten seconds of twelve leads at 500 Hz: an acute infero-lateral infarction.</summary>
    public static byte[] Infarction() =>
        EcgBlock.Encode(EcgRecording.Read(SharedData.Require("ecg/ptbdb_s0010_re_acuteMI_12lead_500Hz_10s_mV.csv")));
}
