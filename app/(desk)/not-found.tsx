import { NotFoundScreen } from "@/components/shell/not-found-screen";

/** Inside the frame: a case that is not there leaves the rail where it is. */
export default function DeskNotFound() {
  return <NotFoundScreen />;
}
